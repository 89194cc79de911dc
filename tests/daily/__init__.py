"""The daily explainer: due times, course, ledger, conversations, faults."""
