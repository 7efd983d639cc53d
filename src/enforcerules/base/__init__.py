"""What every other package may use and what itself uses none of them: places in files, diagnostics, bounds."""
