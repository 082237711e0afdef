"""Answers for assistants: the tools, resources and instructions of a server for the Model Context Protocol."""
