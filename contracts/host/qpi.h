// Qubic's contract programming interface, as much of it as this host offers: include this before a contract.
#pragma once

#include "math.h"
#include "state.h"
#include "macros.h"
