// The words that a contract is written in.
#pragma once

#include "registry.h"

#define STATIC_ASSERT(condition, identifier) static_assert(condition, #identifier);

#define SELF QPI::id(::Host::contractIndex, 0, 0, 0)
#define SELF_INDEX (::Host::contractIndex)

// A contract that defines the system procedure hides this default.
#define HOST_ABSENT(name) using name##_locals = NoData; static constexpr ::Host::Callable entryOf_##name = nullptr;

namespace QPI
{
	struct ContractBase
	{
		struct StateData {};
		HOST_ABSENT(INITIALIZE)
		HOST_ABSENT(BEGIN_EPOCH)
		HOST_ABSENT(END_EPOCH)
		HOST_ABSENT(BEGIN_TICK)
		HOST_ABSENT(END_TICK)
		HOST_ABSENT(POST_INCOMING_TRANSFER)
	};
}

#define HOST_STATE QPI::ContractState<CONTRACT_STATE_TYPE::StateData, CONTRACT_INDEX>

// A callable `name`, its body `bodyOf_name`, and an untyped entry `entryOf_name` that runs it on the contract's state.
#define HOST_DEFINE(access, name, Context, State, Input, Output, isProcedureValue) \
	access: \
		enum { isProcedure_##name = isProcedureValue }; \
		static void (name)(const QPI::Context& qpi, State& state, Input& input, Output& output, name##_locals& locals) \
		{ \
			::Host::NestedCall nestedCall; \
			bodyOf_##name(qpi, state, input, output, locals); \
		} \
		static void entryOf_##name(const QPI::QpiContextProcedureCall& qpi, void* input, void* output, void* locals) \
		{ \
			(name)(qpi, ::Host::contractState<CONTRACT_STATE_TYPE>(), *reinterpret_cast<Input*>(input), \
				*reinterpret_cast<Output*>(output), *reinterpret_cast<name##_locals*>(locals)); \
		} \
		static void bodyOf_##name([[maybe_unused]] const QPI::Context& qpi, [[maybe_unused]] State& state, \
			[[maybe_unused]] Input& input, [[maybe_unused]] Output& output, [[maybe_unused]] name##_locals& locals)

#define HOST_PROCEDURE(access, name) \
	HOST_DEFINE(access, name, QpiContextProcedureCall, HOST_STATE, name##_input, name##_output, 1)
#define HOST_FUNCTION(access, name) \
	HOST_DEFINE(access, name, QpiContextFunctionCall, const HOST_STATE, name##_input, name##_output, 0)

#define PUBLIC_PROCEDURE_WITH_LOCALS(name) \
	public: \
		static_assert(sizeof(name##_input) <= MAX_INPUT_SIZE, #name "_input does not fit into a transaction"); \
		HOST_PROCEDURE(public, name)
#define PUBLIC_FUNCTION_WITH_LOCALS(name) HOST_FUNCTION(public, name)
#define PRIVATE_PROCEDURE_WITH_LOCALS(name) HOST_PROCEDURE(protected, name)
#define PRIVATE_FUNCTION_WITH_LOCALS(name) HOST_FUNCTION(protected, name)

#define PUBLIC_PROCEDURE(name) public: using name##_locals = QPI::NoData; PUBLIC_PROCEDURE_WITH_LOCALS(name)
#define PUBLIC_FUNCTION(name) public: using name##_locals = QPI::NoData; PUBLIC_FUNCTION_WITH_LOCALS(name)
#define PRIVATE_PROCEDURE(name) protected: using name##_locals = QPI::NoData; PRIVATE_PROCEDURE_WITH_LOCALS(name)
#define PRIVATE_FUNCTION(name) protected: using name##_locals = QPI::NoData; PRIVATE_FUNCTION_WITH_LOCALS(name)

#define HOST_SYSTEM(name, Input) HOST_DEFINE(public, name, QpiContextProcedureCall, HOST_STATE, Input, QPI::NoData, 1)
#define HOST_SYSTEM_PLAIN(name, Input) public: using name##_locals = QPI::NoData; HOST_SYSTEM(name, Input)

#define INITIALIZE() HOST_SYSTEM_PLAIN(INITIALIZE, QPI::NoData)
#define INITIALIZE_WITH_LOCALS() HOST_SYSTEM(INITIALIZE, QPI::NoData)
#define BEGIN_EPOCH() HOST_SYSTEM_PLAIN(BEGIN_EPOCH, QPI::NoData)
#define BEGIN_EPOCH_WITH_LOCALS() HOST_SYSTEM(BEGIN_EPOCH, QPI::NoData)
#define END_EPOCH() HOST_SYSTEM_PLAIN(END_EPOCH, QPI::NoData)
#define END_EPOCH_WITH_LOCALS() HOST_SYSTEM(END_EPOCH, QPI::NoData)
#define BEGIN_TICK() HOST_SYSTEM_PLAIN(BEGIN_TICK, QPI::NoData)
#define BEGIN_TICK_WITH_LOCALS() HOST_SYSTEM(BEGIN_TICK, QPI::NoData)
#define END_TICK() HOST_SYSTEM_PLAIN(END_TICK, QPI::NoData)
#define END_TICK_WITH_LOCALS() HOST_SYSTEM(END_TICK, QPI::NoData)
#define POST_INCOMING_TRANSFER() HOST_SYSTEM_PLAIN(POST_INCOMING_TRANSFER, QPI::PostIncomingTransfer_input)
#define POST_INCOMING_TRANSFER_WITH_LOCALS() HOST_SYSTEM(POST_INCOMING_TRANSFER, QPI::PostIncomingTransfer_input)

#define REGISTER_USER_FUNCTIONS_AND_PROCEDURES() \
	public: \
		static void registerUserFunctionsAndProcedures([[maybe_unused]] const ::Host::Registration& registration)

#define HOST_REGISTER(kind, name, inputType) \
	static_assert((inputType) >= 1 && (inputType) <= 65535, "inputType must be in 1..65535"); \
	registration.add<name##_input, name##_output, name##_locals, entryOf_##name>(::Host::Kind::kind, inputType, #name)

#define REGISTER_USER_PROCEDURE(name, inputType) \
	static_assert(isProcedure_##name, #name " is a function"); \
	HOST_REGISTER(procedure, name, inputType)
#define REGISTER_USER_FUNCTION(name, inputType) \
	static_assert(!isProcedure_##name, #name " is a procedure"); \
	HOST_REGISTER(function, name, inputType)

// Runs a procedure or function of this contract with fresh zeroed locals. The callee may change its input.
#define CALL(name, input, output) name(qpi, state, input, output, ::Host::Locals<name##_locals>().get())

#define INVOKE_OC(Interface, request) qpi.invokeOc<Interface>(request)

namespace Host
{
	// A log message begins with four bytes that the network overwrites, and ends before its `_terminator`.
	template <typename Message>
	inline void logMessage(uint32 severity, Message& message)
	{
		constexpr uint32 size = __builtin_offsetof(Message, _terminator);
		static_assert(size >= 8, "a log message has at least 8 bytes before its _terminator");
		copyToBuffer(message, contractIndex);
		Chain::log(severity, &message, size);
		copyToBuffer(message, uint32(0));
	}
}

#define LOG_ERROR(message) ::Host::logMessage(0, message);
#define LOG_WARNING(message) ::Host::logMessage(1, message);
#define LOG_INFO(message) ::Host::logMessage(2, message);
#define LOG_DEBUG(message) ::Host::logMessage(3, message);
