// The one instance of the contract's state, zeroed when the module starts.
#pragma once

#include "context.h"

namespace Host
{
	template <typename Contract>
	inline auto& contractState()
	{
		alignas(64) static ContractState<typename Contract::StateData, CONTRACT_INDEX> state;
		return state;
	}
}
