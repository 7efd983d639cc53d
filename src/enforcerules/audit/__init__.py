"""The auditor's desk: what was decided can be shown, checked and proved long afterwards."""
