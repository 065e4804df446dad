"""The rerun engine: sessions, scripts, runs, and the state that lasts from run to run."""
