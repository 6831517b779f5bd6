"""The command line: what an operator does from a shell."""
