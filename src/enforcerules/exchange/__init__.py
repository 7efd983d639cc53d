"""Bringing rules in from other forms, and out into them."""
