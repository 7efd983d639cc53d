"""Records of decisions, their replay, and the log that keeps them: how one shows years later that nothing was altered."""
