from enforcerules.base.hidden import hidden, masked, visible


def test_hidden_characters_are_named_and_replaced() -> None:
    text = "a\u200bb\u202e\x00\ue000\ud800𠮷\t\n：é"
    assert [(char.at, char.kind, char.point) for char in hidden(text)] == [
        (1, "invisible", "U+200B"),
        (3, "invisible", "U+202E"),
        (4, "control", "U+0000"),
        (5, "private", "U+E000"),
        (6, "surrogate", "U+D800"),
    ]
    assert masked(text) == "a\ufffdb" + "\ufffd" * 4 + "𠮷\t\n：é"
    assert visible("a\u200b\n\U000e0001") == "a\\u200b\\n\\U000e0001"
