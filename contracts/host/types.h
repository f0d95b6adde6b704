// Plain types of the contract interface: integers, bit, id, entities, transfer types.
#pragma once

namespace QPI
{
	using sint8 = signed char;
	using uint8 = unsigned char;
	using sint16 = signed short;
	using uint16 = unsigned short;
	using sint32 = signed int;
	using uint32 = unsigned int;
	using sint64 = signed long long;
	using uint64 = unsigned long long;

	constexpr sint64 NULL_INDEX = -1;
	constexpr sint64 INVALID_AMOUNT = static_cast<sint64>(0x8000000000000000ULL);

	// A boolean of one byte in structs that travel.
	struct bit
	{
		bit(bool on = false) : value(on ? 1 : 0) {}
		operator bool() const { return value != 0; }

		char value;
	};

	// 32 bytes: a public key, a digest, or a contract's id. The parts are reached as `u64._0`, `u8._31` and so on.
	union id
	{
		struct { uint64 _0, _1, _2, _3; } u64;
		struct { sint64 _0, _1, _2, _3; } i64;
		struct { uint32 _0, _1, _2, _3, _4, _5, _6, _7; } u32;
		struct { sint32 _0, _1, _2, _3, _4, _5, _6, _7; } i32;
		struct { uint16 _0, _1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12, _13, _14, _15; } u16;
		struct { sint16 _0, _1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12, _13, _14, _15; } i16;
		struct
		{
			uint8 _0, _1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12, _13, _14, _15;
			uint8 _16, _17, _18, _19, _20, _21, _22, _23, _24, _25, _26, _27, _28, _29, _30, _31;
		} u8;
		struct
		{
			sint8 _0, _1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12, _13, _14, _15;
			sint8 _16, _17, _18, _19, _20, _21, _22, _23, _24, _25, _26, _27, _28, _29, _30, _31;
		} i8;

		id() = default;
		id(uint64 a, uint64 b, uint64 c, uint64 d) : u64{ a, b, c, d } {}
		id(char c0, char c1, char c2, char c3, char c4, char c5 = 0, char c6 = 0, char c7 = 0, char c8 = 0, char c9 = 0,
			char c10 = 0, char c11 = 0, char c12 = 0, char c13 = 0, char c14 = 0, char c15 = 0, char c16 = 0, char c17 = 0,
			char c18 = 0, char c19 = 0, char c20 = 0, char c21 = 0, char c22 = 0, char c23 = 0, char c24 = 0, char c25 = 0,
			char c26 = 0, char c27 = 0, char c28 = 0, char c29 = 0, char c30 = 0, char c31 = 0)
			: i8{ sint8(c0), sint8(c1), sint8(c2), sint8(c3), sint8(c4), sint8(c5), sint8(c6), sint8(c7), sint8(c8),
				sint8(c9), sint8(c10), sint8(c11), sint8(c12), sint8(c13), sint8(c14), sint8(c15), sint8(c16), sint8(c17),
				sint8(c18), sint8(c19), sint8(c20), sint8(c21), sint8(c22), sint8(c23), sint8(c24), sint8(c25), sint8(c26),
				sint8(c27), sint8(c28), sint8(c29), sint8(c30), sint8(c31) }
		{
		}

		static id zero() { return id(0, 0, 0, 0); }
	};
	static_assert(sizeof(id) == 32 && alignof(id) == 8);

	inline bool operator==(const id& a, const id& b)
	{
		return a.u64._0 == b.u64._0 && a.u64._1 == b.u64._1 && a.u64._2 == b.u64._2 && a.u64._3 == b.u64._3;
	}

	// Compares the four words, the first one first.
	inline bool operator<(const id& a, const id& b)
	{
		if (a.u64._0 != b.u64._0) return a.u64._0 < b.u64._0;
		if (a.u64._1 != b.u64._1) return a.u64._1 < b.u64._1;
		if (a.u64._2 != b.u64._2) return a.u64._2 < b.u64._2;
		return a.u64._3 < b.u64._3;
	}

	inline bool isZero(const id& a)
	{
		return (a.u64._0 | a.u64._1 | a.u64._2 | a.u64._3) == 0;
	}

	struct Entity
	{
		id publicKey;
		sint64 incomingAmount, outgoingAmount;
		uint32 numberOfIncomingTransfers, numberOfOutgoingTransfers;
		uint32 latestIncomingTransferTick, latestOutgoingTransferTick;
	};

	struct Asset
	{
		id issuer;
		uint64 assetName;
	};

	namespace TransferType
	{
		constexpr uint8 standardTransaction = 0;
		constexpr uint8 procedureTransaction = 1;
		constexpr uint8 qpiTransfer = 2;
		constexpr uint8 qpiDistributeDividends = 3;
		constexpr uint8 revenueDonation = 4;
		constexpr uint8 ipoBidRefund = 5;
		constexpr uint8 procedureInvocationByOtherContract = 6;
	}

	struct NoData {};

	struct PostIncomingTransfer_input
	{
		id sourceId;
		sint64 amount;
		uint8 type;
	};
}

using QPI::isZero;
using m256i = QPI::id;

// The names a contract spells without any scope.
#define NULL_ID id::zero()
#define NUMBER_OF_COMPUTORS 676
#define QUORUM (NUMBER_OF_COMPUTORS * 2 / 3 + 1)
#define MAX_INPUT_SIZE 1024ULL
#define MAX_AMOUNT 1000000000000000LL

constexpr QPI::uint32 MAX_SIZE_OF_CONTRACT_LOCALS = 32 * 1024;
constexpr QPI::uint32 MAX_NESTED_CONTRACT_CALLS = 10;
constexpr QPI::uint32 MAX_OC_REQUEST_SIZE = 1008;
constexpr QPI::sint64 MIN_OC_INVOCATION_FEE = 10;

constexpr QPI::uint8 OC_INVOCATION_STATUS_UNKNOWN = 0;
constexpr QPI::uint8 OC_INVOCATION_STATUS_PENDING_AUTH = 1;
constexpr QPI::uint8 OC_INVOCATION_STATUS_AUTHORIZED = 2;
constexpr QPI::uint8 OC_INVOCATION_STATUS_TIMEOUT = 3;
