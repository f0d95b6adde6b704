// The one instance of the contract's state, zeroed when the module starts.
#pragma once

#include "context.h"

namespace Host
{
	inline void* stateMemory;

	template <typename Contract>
	inline auto& contractState()
	{
		return *reinterpret_cast<ContractState<typename Contract::StateData, CONTRACT_INDEX>*>(stateMemory);
	}
}
