// The host's own state: the stack that locals live on, nesting, dirty flag, the contract's index.
#pragma once

#include "types.h"

namespace Host
{
	using namespace QPI;

	constexpr uint32 stackSize = 2 * 1024 * 1024;

	inline uint32 contractIndex = 0;
	inline bool stateIsDirty = false;
	// A transfer's notification runs: transfers to contracts and dividends are refused then, as the network does.
	inline bool insideCallback = false;
	inline uint32 depth = 0;
	inline uint32 stackTop = 0;
	inline uint8* stack;

	// New zeroed memory, for good. Large blocks are made this way since a compiler writes static ones out in full.
	inline void* growMemory(uint32 size)
	{
		constexpr uint32 pageSize = 65536;
		const uint32 pages = (size + pageSize - 1) / pageSize;
		return reinterpret_cast<void*>(__builtin_wasm_memory_grow(0, pages) * pageSize);
	}

	[[noreturn]] inline void abort() { __builtin_trap(); }

	// Zeroed memory until the matching freeBlock().
	inline void* allocateBlock(uint32 size, uint32& top)
	{
		top = stackTop;
		const uint32 rounded = (size + 15) & ~15u;
		if (rounded > stackSize - stackTop)
			abort();
		stackTop += rounded;
		return __builtin_memset(stack + top, 0, size);
	}

	// Locals of one call, freed when the full expression that made them ends.
	template <typename T>
	struct Locals
	{
		static_assert(sizeof(T) <= MAX_SIZE_OF_CONTRACT_LOCALS, "_locals are larger than a contract may have");

		Locals() { block = allocateBlock(sizeof(T), top); }
		~Locals() { stackTop = top; }
		Locals(const Locals&) = delete;
		T& get() const { return *reinterpret_cast<T*>(block); }

	private:
		void* block;
		uint32 top;
	};

	// Counts how deep procedures and functions are nested.
	struct NestedCall
	{
		NestedCall()
		{
			if (++depth > MAX_NESTED_CONTRACT_CALLS)
				abort();
		}
		~NestedCall() { --depth; }
		NestedCall(const NestedCall&) = delete;
	};
}
