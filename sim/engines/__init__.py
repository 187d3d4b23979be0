"""The engines that fight a war: Mesa agents (reference), compiled loop."""
