"""The second step: passkeys, codes from an app, and recovery codes. The ceremonies are the sign-in package's."""
