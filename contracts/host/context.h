// The `qpi` object: what a function may ask, and what a procedure may do.
#pragma once

#include "chain.h"
#include "containers.h"
#include "date-time.h"
#include "k12.h"
#include "runtime.h"

namespace QPI
{
	// The whole state of a contract. Reads go through get(), writes through mut(), which marks the state dirty.
	template <typename T, unsigned int contractIndex>
	struct ContractState
	{
		const T& get() const { return data; }

		T& mut()
		{
			Host::stateIsDirty = true;
			return data;
		}

	private:
		T data;
	};

	struct QpiContextFunctionCall
	{
		QpiContextFunctionCall(const id& originator, const id& invocator, sint64 reward)
			: originatorId(originator), invocatorId(invocator), reward(reward)
		{
		}
		QpiContextFunctionCall(const QpiContextFunctionCall&) = delete;

		id invocator() const { return invocatorId; }
		id originator() const { return originatorId; }
		sint64 invocationReward() const { return reward; }

		uint32 tick() const { return Chain::tick(); }
		uint16 epoch() const { return static_cast<uint16>(Chain::epoch()); }
		sint32 numberOfTickTransactions() const { return Chain::numberOfTickTransactions(); }

		DateAndTime now() const { return __builtin_bit_cast(DateAndTime, Chain::now()); }
		uint8 year() const { return static_cast<uint8>(now().getYear() - 2000); }
		uint8 month() const { return now().getMonth(); }
		uint8 day() const { return now().getDay(); }
		uint8 hour() const { return now().getHour(); }
		uint8 minute() const { return now().getMinute(); }
		uint8 second() const { return now().getSecond(); }
		uint16 millisecond() const { return now().getMillisec(); }

		// 0 = Wednesday, the day an epoch begins. The year counts from 2000.
		uint8 dayOfWeek(uint8 year, uint8 month, uint8 day) const
		{
			const uint32 shifted = year + 2000u - (month <= 2 ? 1 : 0);
			const uint32 dayOfYear = (153u * (month > 2 ? month - 3u : month + 9u) + 2) / 5 + day - 1u;
			const uint32 days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear;
			return static_cast<uint8>(days % 7);
		}

		template <typename T>
		id K12(const T& data) const
		{
			id digest;
			::K12::hash(&data, sizeof(T), digest);
			return digest;
		}

		bit signatureValidity(const id& entity, const id& digest, const Array<sint8, 64>& signature) const
		{
			return Chain::signatureValidity(&entity, &digest, &signature) != 0;
		}

		// False, and zeros, when the entity never held anything.
		bit getEntity(const id& publicKey, Entity& entity) const
		{
			const bool found = Chain::entity(&publicKey, &entity) != 0;
			if (!found)
				__builtin_memset(&entity, 0, sizeof(entity));
			entity.publicKey = publicKey;
			return found;
		}

		bit isContractId(const id& candidate) const
		{
			return (candidate.u64._1 | candidate.u64._2 | candidate.u64._3) == 0 && candidate.u64._0 < Chain::contractCount();
		}

		sint64 queryFeeReserve() const { return Chain::feeReserve(); }

		uint8 getOcInvocationStatus(sint64 invocationId) const
		{
			return static_cast<uint8>(Chain::ocInvocationStatus(invocationId));
		}

	private:
		id originatorId, invocatorId;
		sint64 reward;
	};

	struct QpiContextProcedureCall : public QpiContextFunctionCall
	{
		using QpiContextFunctionCall::QpiContextFunctionCall;

		// Returns the balance left, minus the missing amount, or INVALID_AMOUNT inside a transfer's notification.
		sint64 transfer(const id& destination, sint64 amount) const
		{
			if (Host::insideCallback && isContractId(destination))
				return INVALID_AMOUNT;
			if (amount < 0 || amount > MAX_AMOUNT)
				return -(MAX_AMOUNT + 1);
			return Chain::transfer(&destination, amount);
		}

		// Fills the contract's own execution fee reserve. Returns as transfer() does.
		sint64 burn(sint64 amount) const
		{
			if (amount < 0 || amount > MAX_AMOUNT)
				return -(MAX_AMOUNT + 1);
			return Chain::burn(amount);
		}

		bool distributeDividends(sint64 amountPerShare) const
		{
			if (Host::insideCallback || amountPerShare < 0 || amountPerShare > MAX_AMOUNT / NUMBER_OF_COMPUTORS)
				return false;
			return Chain::distributeDividends(amountPerShare) != 0;
		}

		// What INVOKE_OC expands to.
		template <typename Interface>
		sint64 invokeOc(const typename Interface::OcRequest& request) const
		{
			static_assert(sizeof(typename Interface::OcRequest) <= MAX_OC_REQUEST_SIZE, "OcRequest is too large");
			const sint64 fee = Interface::getInvocationFee(request);
			if (fee < MIN_OC_INVOCATION_FEE)
				return -1;
			return Chain::invokeOc(Interface::ocInterfaceIndex, &request, sizeof(request), fee);
		}
	};
}
