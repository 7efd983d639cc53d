"""The frozen values that cross stages; a stage takes the value of the one before and returns its own."""
