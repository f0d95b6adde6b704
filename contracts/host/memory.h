// Whole-object copies and fills. Sizes are checked when compiling.
#pragma once

#include "types.h"

namespace QPI
{
	template <typename T, unsigned int contractIndex>
	struct ContractState;

	template <typename To, typename From>
	inline void copyMemory(To& to, const From& from)
	{
		static_assert(sizeof(To) == sizeof(From), "copyMemory() needs objects of the same size");
		__builtin_memmove(reinterpret_cast<void*>(&to), reinterpret_cast<const void*>(&from), sizeof(To));
	}

	// The buffer may be larger than the object; its tail stays as it was unless `setTailToZero`.
	template <typename Buffer, typename From>
	inline void copyToBuffer(Buffer& buffer, const From& from, bool setTailToZero = false)
	{
		static_assert(sizeof(Buffer) >= sizeof(From), "copyToBuffer() needs a buffer at least as large as the object");
		uint8* bytes = reinterpret_cast<uint8*>(&buffer);
		__builtin_memmove(bytes, reinterpret_cast<const void*>(&from), sizeof(From));
		if (setTailToZero)
			__builtin_memset(bytes + sizeof(From), 0, sizeof(Buffer) - sizeof(From));
	}

	template <typename To, typename Buffer>
	inline void copyFromBuffer(To& to, const Buffer& buffer)
	{
		static_assert(sizeof(To) <= sizeof(Buffer), "copyFromBuffer() needs a buffer at least as large as the object");
		__builtin_memmove(reinterpret_cast<void*>(&to), reinterpret_cast<const void*>(&buffer), sizeof(To));
	}

	template <typename T>
	inline void setMemory(T& object, uint8 value)
	{
		__builtin_memset(reinterpret_cast<void*>(&object), value, sizeof(T));
	}

	// The state is written through mut() only, so that the host sees that it changed.
	template <typename T, unsigned int i> void setMemory(ContractState<T, i>&, uint8) = delete;
	template <typename T, unsigned int i, typename From> void copyMemory(ContractState<T, i>&, const From&) = delete;
	template <typename T, unsigned int i, typename From> void copyToBuffer(ContractState<T, i>&, const From&, bool) = delete;
	template <typename T, unsigned int i, typename Buffer> void copyFromBuffer(ContractState<T, i>&, const Buffer&) = delete;
}
