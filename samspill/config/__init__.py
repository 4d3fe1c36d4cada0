"""Settings, addresses, middleware, the worker's tick and the command line: what binds the apps together."""
