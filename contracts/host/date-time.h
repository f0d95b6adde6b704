// A moment in one 64-bit word: year 18 bits, month 4, day 5, hour 5, minute 6, second 6, millisecond 10, microsecond 10.
#pragma once

#include "types.h"

namespace QPI
{
	struct DateAndTime
	{
		DateAndTime() : value(0) {}
		DateAndTime(uint64 year, uint64 month, uint64 day, uint64 hour = 0, uint64 minute = 0, uint64 second = 0,
			uint64 millisecond = 0, uint64 microsecond = 0)
		{
			set(year, month, day, hour, minute, second, millisecond, microsecond);
		}

		void set(uint64 year, uint64 month, uint64 day, uint64 hour, uint64 minute, uint64 second, uint64 millisecond = 0,
			uint64 microsecond = 0)
		{
			value = year << 46 | month << 42 | day << 37 | hour << 32 | minute << 26 | second << 20 | millisecond << 10
				| microsecond;
		}

		uint16 getYear() const { return static_cast<uint16>(value >> 46); }
		uint8 getMonth() const { return static_cast<uint8>(value >> 42 & 15); }
		uint8 getDay() const { return static_cast<uint8>(value >> 37 & 31); }
		uint8 getHour() const { return static_cast<uint8>(value >> 32 & 31); }
		uint8 getMinute() const { return static_cast<uint8>(value >> 26 & 63); }
		uint8 getSecond() const { return static_cast<uint8>(value >> 20 & 63); }
		uint16 getMillisec() const { return static_cast<uint16>(value >> 10 & 1023); }
		uint16 getMicrosecDuringMillisec() const { return static_cast<uint16>(value & 1023); }

		bool operator==(const DateAndTime& other) const { return value == other.value; }
		bool operator<(const DateAndTime& other) const { return value < other.value; }
		bool operator>(const DateAndTime& other) const { return value > other.value; }
		bool operator<=(const DateAndTime& other) const { return value <= other.value; }
		bool operator>=(const DateAndTime& other) const { return value >= other.value; }

	private:
		uint64 value;
	};
}
