"""Signing in at somebody else's: OpenID Connect, as ID-porten and Entra speak it. See docs/decisions/ (sign-in)."""
