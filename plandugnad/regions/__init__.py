"""The register of organisations; collaborations, roles and memberships; the Actor every rule is asked about."""
