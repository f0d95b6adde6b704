// KangarooTwelve (KT128) with a 32-byte result and no customization string, after RFC 9861.
#pragma once

#include "types.h"

namespace K12
{
	using QPI::uint32;
	using QPI::uint64;
	using QPI::uint8;

	constexpr uint32 rate = 168;
	constexpr uint32 chunkSize = 8192;

	constexpr uint64 roundConstants[12] = {
		0x000000008000808BULL, 0x800000000000008BULL, 0x8000000000008089ULL, 0x8000000000008003ULL,
		0x8000000000008002ULL, 0x8000000000000080ULL, 0x000000000000800AULL, 0x800000008000000AULL,
		0x8000000080008081ULL, 0x8000000000008080ULL, 0x0000000080000001ULL, 0x8000000080008008ULL,
	};
	// Lane order and rotations of the combined rho and pi steps.
	constexpr uint8 piLanes[24] = { 10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1 };
	constexpr uint8 rhoBits[24] = { 1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44 };

	inline uint64 rotate(uint64 word, uint32 bits) { return word << bits | word >> (64 - bits); }

	// Keccak-p[1600] with 12 rounds.
	inline void permute(uint64 (&lanes)[25])
	{
		uint64 parity[5];
		for (const uint64 constant : roundConstants)
		{
#pragma unroll
			for (uint32 x = 0; x < 5; ++x)
				parity[x] = lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20];
#pragma unroll
			for (uint32 x = 0; x < 5; ++x)
			{
				const uint64 mix = parity[(x + 4) % 5] ^ rotate(parity[(x + 1) % 5], 1);
#pragma unroll
				for (uint32 y = 0; y < 25; y += 5)
					lanes[x + y] ^= mix;
			}
			uint64 moved = lanes[1];
#pragma unroll
			for (uint32 i = 0; i < 24; ++i)
			{
				const uint64 next = lanes[piLanes[i]];
				lanes[piLanes[i]] = rotate(moved, rhoBits[i]);
				moved = next;
			}
#pragma unroll
			for (uint32 y = 0; y < 25; y += 5)
			{
				const uint64 a = lanes[y], b = lanes[y + 1], c = lanes[y + 2], d = lanes[y + 3], e = lanes[y + 4];
				lanes[y] = a ^ (~b & c);
				lanes[y + 1] = b ^ (~c & d);
				lanes[y + 2] = c ^ (~d & e);
				lanes[y + 3] = d ^ (~e & a);
				lanes[y + 4] = e ^ (~a & b);
			}
			lanes[0] ^= constant;
		}
	}

	// TurboSHAKE128 that takes its input in pieces.
	struct Sponge
	{
		uint64 lanes[25] = {};
		uint32 position = 0;

		void absorb(const uint8* input, uint64 size)
		{
			uint8* bytes = reinterpret_cast<uint8*>(lanes);
			while (size > 0)
			{
				if ((position & 7) == 0 && size >= 8 && position + 8 <= rate)
				{
					uint64 word;
					__builtin_memcpy(&word, input, 8);
					lanes[position >> 3] ^= word;
					position += 8;
					input += 8;
					size -= 8;
				}
				else
				{
					bytes[position++] ^= *input++;
					--size;
				}
				if (position == rate)
				{
					permute(lanes);
					position = 0;
				}
			}
		}

		void absorbByte(uint8 byte) { absorb(&byte, 1); }

		void finish(uint8 domain, uint8* output, uint32 size)
		{
			uint8* bytes = reinterpret_cast<uint8*>(lanes);
			bytes[position] ^= domain;
			bytes[rate - 1] ^= 0x80;
			permute(lanes);
			__builtin_memcpy(output, lanes, size);
		}
	};

	// Lengths are written big-endian without leading zeros, then the number of those bytes.
	inline void absorbLength(Sponge& sponge, uint64 length)
	{
		uint8 count = 0;
		for (uint64 rest = length; rest > 0; rest >>= 8)
			++count;
		for (uint32 i = count; i > 0; --i)
			sponge.absorbByte(static_cast<uint8>(length >> (8 * (i - 1))));
		sponge.absorbByte(count);
	}

	inline void hash(const void* input, uint64 size, QPI::id& digest)
	{
		const uint8* bytes = reinterpret_cast<const uint8*>(input);
		Sponge root;
		// The hashed string is the input and the coded length (one zero byte) of the empty customization.
		if (size < chunkSize)
		{
			root.absorb(bytes, size);
			root.absorbByte(0);
			root.finish(0x07, reinterpret_cast<uint8*>(&digest), 32);
			return;
		}
		root.absorb(bytes, chunkSize);
		constexpr uint8 marker[8] = { 3 };
		uint64 offset = chunkSize, leaves = 0;
		bool suffixDone = false;
		while (!suffixDone)
		{
			const uint64 length = size - offset < chunkSize ? size - offset : chunkSize;
			Sponge leaf;
			leaf.absorb(bytes + offset, length);
			offset += length;
			if (length < chunkSize)
			{
				leaf.absorbByte(0);
				suffixDone = true;
			}
			if (leaves == 0)
				root.absorb(marker, sizeof(marker));
			uint8 chaining[32];
			leaf.finish(0x0B, chaining, sizeof(chaining));
			root.absorb(chaining, sizeof(chaining));
			++leaves;
		}
		absorbLength(root, leaves);
		constexpr uint8 end[2] = { 0xFF, 0xFF };
		root.absorb(end, sizeof(end));
		root.finish(0x06, reinterpret_cast<uint8*>(&digest), 32);
	}
}
