// Arrays whose capacity is a power of two. An index wraps around, so no access can leave the array.
#pragma once

#include "memory.h"

namespace QPI
{
	constexpr bool isPowerOfTwo(uint64 n) { return n != 0 && (n & (n - 1)) == 0; }

	template <typename T, uint64 L>
	struct Array
	{
		static_assert(isPowerOfTwo(L), "The capacity of an Array must be a power of two");

		static constexpr uint64 capacity() { return L; }

		const T& get(uint64 index) const { return items[index & (L - 1)]; }
		void set(uint64 index, const T& value) { items[index & (L - 1)] = value; }

		template <typename Source>
		void setMem(const Source& source) { copyMemory(*this, source); }

		void setAll(const T& value) { setRange(0, L, value); }

		void setRange(uint64 begin, uint64 end, const T& value)
		{
			for (uint64 i = begin; i < end; ++i)
				set(i, value);
		}

		// False also when the range is not one.
		bool rangeEquals(uint64 begin, uint64 end, const T& value) const
		{
			if (end > L || begin > end)
				return false;
			for (uint64 i = begin; i < end; ++i)
				if (!(items[i] == value))
					return false;
			return true;
		}

	private:
		T items[L];
	};

	template <uint64 L>
	struct BitArray
	{
		static_assert(isPowerOfTwo(L), "The capacity of a BitArray must be a power of two");

		static constexpr uint64 capacity() { return L; }

		bit get(uint64 index) const { return ((words[wordOf(index)] >> (index & 63)) & 1) != 0; }

		void set(uint64 index, bit value)
		{
			const uint64 mask = 1ULL << (index & 63);
			uint64& word = words[wordOf(index)];
			word = value ? (word | mask) : (word & ~mask);
		}

		template <typename Source>
		void setMem(const Source& source) { copyMemory(*this, source); }

		void setAll(bit value)
		{
			for (uint64& word : words)
				word = value ? ~0ULL : 0ULL;
		}

		bool operator==(const BitArray& other) const
		{
			for (uint64 i = 0; i < count; ++i)
				if (words[i] != other.words[i])
					return false;
			return true;
		}

	private:
		static constexpr uint64 count = (L + 63) / 64;
		static constexpr uint64 wordOf(uint64 index) { return (index >> 6) & (count - 1); }

		uint64 words[count];
	};

	using bit_2 = BitArray<2>;
	using bit_4 = BitArray<4>;
	using bit_8 = BitArray<8>;
	using bit_16 = BitArray<16>;
	using bit_32 = BitArray<32>;
	using bit_64 = BitArray<64>;
	using bit_128 = BitArray<128>;
	using bit_256 = BitArray<256>;
	using bit_512 = BitArray<512>;
	using bit_1024 = BitArray<1024>;
	using bit_2048 = BitArray<2048>;
	using bit_4096 = BitArray<4096>;
}
