// Arithmetic that cannot trap: division by zero gives zero, clamping sums and products.
#pragma once

#include "types.h"

namespace QPI
{
	// Rounds towards zero.
	template <typename T>
	constexpr T div(T a, T b)
	{
		return b != 0 ? static_cast<T>(a / b) : T(0);
	}

	template <typename T>
	constexpr T mod(T a, T b)
	{
		return b != 0 ? static_cast<T>(a % b) : T(0);
	}

	template <typename T>
	constexpr T highest = static_cast<T>(T(-1) < T(0) ? (1ULL << (sizeof(T) * 8 - 1)) - 1 : ~0ULL);

	template <typename T>
	constexpr T lowest = static_cast<T>(T(-1) < T(0) ? -highest<T> - 1 : 0);

	template <typename T>
	inline T clampedProduct(T a, T b)
	{
		T result;
		if (!__builtin_mul_overflow(a, b, &result))
			return result;
		return (a < 0) == (b < 0) ? highest<T> : lowest<T>;
	}

	template <typename T>
	inline T clampedSum(T a, T b)
	{
		T result;
		if (!__builtin_add_overflow(a, b, &result))
			return result;
		return a < 0 ? lowest<T> : highest<T>;
	}

	inline sint64 smul(sint64 a, sint64 b) { return clampedProduct(a, b); }
	inline uint64 smul(uint64 a, uint64 b) { return clampedProduct(a, b); }
	inline sint32 smul(sint32 a, sint32 b) { return clampedProduct(a, b); }
	inline uint32 smul(uint32 a, uint32 b) { return clampedProduct(a, b); }
	inline sint64 sadd(sint64 a, sint64 b) { return clampedSum(a, b); }
	inline uint64 sadd(uint64 a, uint64 b) { return clampedSum(a, b); }
	inline sint32 sadd(sint32 a, sint32 b) { return clampedSum(a, b); }
	inline uint32 sadd(uint32 a, uint32 b) { return clampedSum(a, b); }
}
