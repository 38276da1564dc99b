"""Varsel og kunngjøring: what the law demands of a step, whom it reaches, and the proof that it was done."""
