"""Reports as pages that stand alone: no script, no asset from elsewhere, light and dark, on a telephone and on A4."""
