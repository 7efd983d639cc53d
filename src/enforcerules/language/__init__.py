"""The words of conditions and amounts: lexer, two grammars, types with units, and printing, its inverse."""
