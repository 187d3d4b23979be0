"""Decisions of a war for readers: one plain sentence each, and the whole account of one."""
