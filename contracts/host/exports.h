// What the loader calls. One call's input is written to the buffer first; its output stays valid until the next call.
#pragma once

#include "macros.h"

#define TO_LOADER(name) extern "C" __attribute__((export_name(name)))

namespace Host
{
	using Contract = CONTRACT_STATE_TYPE;

	struct Caller
	{
		id invocator, originator;
		sint64 invocationReward;
	};

	inline Caller caller;
	constexpr uint32 inputCapacity = 65536;
	inline uint8* inputBuffer;

	// Restores what a call changes. A call that comes while another runs is made from a transfer's notification.
	struct Entrance
	{
		Entrance(bool isCallback) : before(insideCallback) { insideCallback = before || isCallback || depth > 0; }
		~Entrance() { insideCallback = before; }
		Entrance(const Entrance&) = delete;

	private:
		bool before;
	};

	// Input that is too short is filled with zeros, input that is too long is cut.
	inline void* run(Callable call, uint32 given, uint32 inputSize, uint32 outputSize, uint32 localsSize, bool isCallback)
	{
		Entrance entrance(isCallback);
		const Caller by = caller;
		const QpiContextProcedureCall qpi(by.originator, by.invocator, by.invocationReward);
		uint32 top, unused;
		void* input = allocateBlock(inputSize, top);
		void* output = allocateBlock(outputSize, unused);
		void* locals = allocateBlock(localsSize, unused);
		__builtin_memcpy(input, inputBuffer, given < inputSize ? given : inputSize);
		call(qpi, input, output, locals);
		stackTop = top;
		return output;
	}

	inline void* runEntry(Kind kind, uint32 inputType, uint32 given)
	{
		const Entry* entry = findEntry(kind, inputType);
		if (!entry)
			return nullptr;
		return run(entry->call, given, entry->inputSize, entry->outputSize, entry->localsSize, false);
	}

	// Does nothing when the contract lacks that procedure.
	inline void runSystem(Callable call, uint32 inputSize, uint32 localsSize, bool isCallback)
	{
		if (call)
			run(call, inputSize, inputSize, 0, localsSize, isCallback);
	}
}

#define RUN_SYSTEM(name, inputSize, isCallback) \
	Host::runSystem(Host::Contract::entryOf_##name, inputSize, sizeof(Host::Contract::name##_locals), isCallback)

TO_LOADER("start") void start(QPI::uint32 contractIndex)
{
	Host::contractIndex = contractIndex;
	Host::stack = reinterpret_cast<QPI::uint8*>(Host::growMemory(Host::stackSize));
	Host::inputBuffer = reinterpret_cast<QPI::uint8*>(Host::growMemory(Host::inputCapacity));
	Host::stateMemory = Host::growMemory(sizeof(Host::Contract::StateData));
	Host::Contract::registerUserFunctionsAndProcedures({});
}

TO_LOADER("entries") const Host::Entry* entries() { return Host::entries; }
TO_LOADER("entryCount") QPI::uint32 entryCount() { return Host::entryCount; }
TO_LOADER("caller") Host::Caller* caller() { return &Host::caller; }
TO_LOADER("inputBuffer") QPI::uint8* inputBuffer() { return Host::inputBuffer; }
TO_LOADER("state") void* state() { return Host::stateMemory; }
TO_LOADER("stateSize") QPI::uint32 stateSize() { return sizeof(Host::Contract::StateData); }
TO_LOADER("isDirty") QPI::uint32 isDirty() { return Host::stateIsDirty; }
TO_LOADER("clearDirty") void clearDirty() { Host::stateIsDirty = false; }

TO_LOADER("procedure") void* procedure(QPI::uint32 inputType, QPI::uint32 size)
{
	return Host::runEntry(Host::Kind::procedure, inputType, size);
}

TO_LOADER("function") void* function(QPI::uint32 inputType, QPI::uint32 size)
{
	return Host::runEntry(Host::Kind::function, inputType, size);
}

TO_LOADER("system") void system(QPI::uint32 number)
{
	switch (number)
	{
	case 0: RUN_SYSTEM(INITIALIZE, 0, false); break;
	case 1: RUN_SYSTEM(BEGIN_EPOCH, 0, false); break;
	case 2: RUN_SYSTEM(END_EPOCH, 0, false); break;
	case 3: RUN_SYSTEM(BEGIN_TICK, 0, false); break;
	case 4: RUN_SYSTEM(END_TICK, 0, false); break;
	}
}

TO_LOADER("postIncomingTransfer") void postIncomingTransfer()
{
	RUN_SYSTEM(POST_INCOMING_TRANSFER, sizeof(QPI::PostIncomingTransfer_input), true);
}

// After a trap: back to what was before the aborted call.
TO_LOADER("depth") QPI::uint32 depth() { return Host::depth; }
TO_LOADER("stackTop") QPI::uint32 stackTop() { return Host::stackTop; }
TO_LOADER("insideCallback") QPI::uint32 insideCallback() { return Host::insideCallback; }
TO_LOADER("unwind") void unwind(QPI::uint32 depth, QPI::uint32 stackTop, QPI::uint32 insideCallback)
{
	Host::depth = depth;
	Host::stackTop = stackTop;
	Host::insideCallback = insideCallback != 0;
}
