"""The backtest of a war: predictions of what its record says, held against it afterwards."""
