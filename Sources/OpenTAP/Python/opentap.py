"""What `from opentap import *` hands over, as in OpenTAP's Python plugin."""

import os
import sys

import clr
import OpenTap
import System
from clr import attribute, clrmethod as method, property
from OpenTap import TestPlan, TestStep, TraceSource, Verdict
from System import Boolean, Double, Int32, String
