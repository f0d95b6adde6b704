// Fills structs with known values through their members, for tests of the TypeScript binding.
#pragma once

#include "exports.h"

namespace Golden
{
	using namespace QPI;

	alignas(16) inline uint8 buffer[65536];

	// Numbers that a test can make too (splitmix64): the one for `next`, and on.
	struct Sequence
	{
		uint64 next;
	};

	inline uint64 take(Sequence& sequence)
	{
		uint64 word = sequence.next++ * 0x9E3779B97F4A7C15ULL;
		word = (word ^ word >> 30) * 0xBF58476D1CE4E5B9ULL;
		word = (word ^ word >> 27) * 0x94D049BB133111EBULL;
		return word ^ word >> 31;
	}

	inline void fill(sint8& field, Sequence& next) { field = static_cast<sint8>(take(next)); }
	inline void fill(uint8& field, Sequence& next) { field = static_cast<uint8>(take(next)); }
	inline void fill(sint16& field, Sequence& next) { field = static_cast<sint16>(take(next)); }
	inline void fill(uint16& field, Sequence& next) { field = static_cast<uint16>(take(next)); }
	inline void fill(sint32& field, Sequence& next) { field = static_cast<sint32>(take(next)); }
	inline void fill(uint32& field, Sequence& next) { field = static_cast<uint32>(take(next)); }
	inline void fill(sint64& field, Sequence& next) { field = static_cast<sint64>(take(next)); }
	inline void fill(uint64& field, Sequence& next) { field = take(next); }
	inline void fill(bit& field, Sequence& next) { field = (take(next) & 1) != 0; }

	inline void fill(id& field, Sequence& next)
	{
		field.u64._0 = take(next);
		field.u64._1 = take(next);
		field.u64._2 = take(next);
		field.u64._3 = take(next);
	}

	template <uint64 L>
	inline void fill(BitArray<L>& field, Sequence& next)
	{
		for (uint64 i = 0; i < L; ++i)
			field.set(i, (take(next) & 1) != 0);
	}

	template <typename T, uint64 L>
	inline void fill(Array<T, L>& field, Sequence& next)
	{
		for (uint64 i = 0; i < L; ++i)
		{
			T item;
			setMemory(item, 0);
			fill(item, next);
			field.set(i, item);
		}
	}
}

// Where fill() writes, and the K12 digest of the first `size` bytes there.
TO_LOADER("buffer") QPI::uint8* goldenBuffer() { return Golden::buffer; }

TO_LOADER("hash") const void* hashBuffer(QPI::uint32 size)
{
	static QPI::id digest;
	K12::hash(Golden::buffer, size, digest);
	return &digest;
}
