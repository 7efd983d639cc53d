"""What the example cases cover of the rules: exact, from the conditions of the program on the facts of each case."""
