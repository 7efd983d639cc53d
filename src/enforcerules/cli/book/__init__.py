"""The rulebook: rules and their examples put together for `render.pages.book`, and written as files."""
