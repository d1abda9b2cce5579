"""Triage of Jobcenter mailbox messages: a routing and drafting aid that sends nothing."""
