"""How fast the engines are, what a war costs, and where its time goes: `python -m benchmarks`."""
