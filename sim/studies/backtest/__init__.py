"""How well the model predicts which of many ceasefires hold, beside dull baselines."""
