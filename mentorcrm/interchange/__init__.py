"""Files in, a reviewable plan out; rows in, files out. Pure: no Session, no Qt, no network."""
