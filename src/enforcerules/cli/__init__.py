"""The command line: arguments → api → render → exit code. Results on standard output, everything else on standard error."""
