"""The rules of the model: plain scalar functions, numbers in, numbers out, each with its source."""
