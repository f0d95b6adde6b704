// What the chain around the module provides. Pointers are addresses in the module's memory.
#pragma once

#include "types.h"

#define FROM_CHAIN(name) __attribute__((import_module("chain"), import_name(name)))

namespace Chain
{
	using namespace QPI;

	FROM_CHAIN("tick") uint32 tick();
	FROM_CHAIN("epoch") uint32 epoch();
	FROM_CHAIN("now") uint64 now(); // the bits of a DateAndTime
	FROM_CHAIN("contractCount") uint32 contractCount();
	FROM_CHAIN("numberOfTickTransactions") sint32 numberOfTickTransactions();
	FROM_CHAIN("transfer") sint64 transfer(const id* destination, sint64 amount);
	FROM_CHAIN("burn") sint64 burn(sint64 amount);
	FROM_CHAIN("entity") uint32 entity(const id* publicKey, Entity* entity);
	FROM_CHAIN("feeReserve") sint64 feeReserve();
	FROM_CHAIN("distributeDividends") uint32 distributeDividends(sint64 amountPerShare);
	FROM_CHAIN("invokeOc") sint64 invokeOc(uint32 interfaceIndex, const void* request, uint32 size, sint64 fee);
	FROM_CHAIN("ocInvocationStatus") uint32 ocInvocationStatus(sint64 invocationId);
	FROM_CHAIN("signatureValidity") uint32 signatureValidity(const id* entity, const id* digest, const void* signature);
	FROM_CHAIN("log") void log(uint32 severity, const void* message, uint32 size);
}
