"""Checks: what loads and cannot be meant, what reads badly, and how to accept a finding with a reason."""

from kitemark.checks.check import check
from kitemark.checks.codes import CODES, Code
from kitemark.checks.finding import AcceptedFinding, Finding
from kitemark.checks.report import FloorTable, Report

__all__ = ["CODES", "AcceptedFinding", "Code", "Finding", "FloorTable", "Report", "check"]
