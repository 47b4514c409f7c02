"""Questions asked without a name: what an answer says, and which answer a question means. It stores nothing."""
