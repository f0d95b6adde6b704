// What a compiler takes for granted and a module without a C library lacks.
using size_t = decltype(sizeof(0));

extern "C"
{
	void* memcpy(void* to, const void* from, size_t size) { return __builtin_memcpy(to, from, size); }
	void* memmove(void* to, const void* from, size_t size) { return __builtin_memmove(to, from, size); }
	void* memset(void* to, int value, size_t size) { return __builtin_memset(to, value, size); }

	// 64 x 64 bits, of which a 128-bit product (and the overflow check of a 64-bit one) is made.
	__int128 __multi3(__int128 a, __int128 b)
	{
		using word = unsigned long long;
		const word aLow = static_cast<word>(a), bLow = static_cast<word>(b);
		const word aHigh = static_cast<word>(a >> 64), bHigh = static_cast<word>(b >> 64);
		constexpr word mask = 0xFFFFFFFFULL;
		const word a0 = aLow & mask, a1 = aLow >> 32, b0 = bLow & mask, b1 = bLow >> 32;
		const word low = a0 * b0;
		const word middle = a1 * b0 + (low >> 32);
		const word other = a0 * b1 + (middle & mask);
		const word high = a1 * b1 + (middle >> 32) + (other >> 32) + aHigh * bLow + aLow * bHigh;
		return static_cast<__int128>(static_cast<unsigned __int128>(high) << 64 | (other << 32 | (low & mask)));
	}
}
