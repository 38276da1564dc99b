"""A municipality's page for those elected: what comes to the council, what can be influenced, what was decided, how it
goes. It is about plans, processes, consultations and meetings at once, so it lives here."""
