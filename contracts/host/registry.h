// The contract's callable parts, as they register themselves. Read by the loader and by the layout generator.
#pragma once

#include "context.h"

namespace Host
{
	enum class Kind : uint32 { procedure = 0, function = 1 };

	using Callable = void (*)(const QpiContextProcedureCall& qpi, void* input, void* output, void* locals);

	struct Entry
	{
		Kind kind;
		uint32 inputType, inputSize, outputSize, localsSize;
		Callable call;
		const char* name;
	};

	constexpr uint32 maxEntries = 128;
	inline Entry entries[maxEntries];
	inline uint32 entryCount = 0;

	inline const Entry* findEntry(Kind kind, uint32 inputType)
	{
		for (uint32 i = 0; i < entryCount; ++i)
			if (entries[i].kind == kind && entries[i].inputType == inputType)
				return entries + i;
		return nullptr;
	}

	inline void addEntry(const Entry& entry)
	{
		if (entryCount == maxEntries || findEntry(entry.kind, entry.inputType))
			abort();
		entries[entryCount++] = entry;
	}

	struct Registration
	{
		template <typename Input, typename Output, typename CallLocals, Callable call>
		void add(Kind kind, uint32 inputType, const char* name) const
		{
			static_assert(sizeof(Input) <= 65535 && sizeof(Output) <= 65535, "input or output is too large");
			static_assert(sizeof(CallLocals) <= MAX_SIZE_OF_CONTRACT_LOCALS, "_locals are larger than a contract may have");
			addEntry({ kind, inputType, sizeof(Input), sizeof(Output), sizeof(CallLocals), call, name });
		}
	};
}
