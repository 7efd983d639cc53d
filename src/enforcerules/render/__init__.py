"""From values to text for people and for other programs."""
