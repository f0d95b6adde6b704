using namespace QPI;

// A contract that exists to test the host: it does one of each thing a contract can do.
constexpr uint64 TRIAL_MARKER = 81985529216486895;
constexpr sint64 TRIAL_PRICE = 5;

struct TRIAL2
{
};

struct TRIAL : public ContractBase
{
	struct Note
	{
		id from;
		sint64 amount;
		uint8 type;
	};

	struct StateData
	{
		Array<Note, 8> notes;
		BitArray<128> flags;
		id lastDigest;
		sint64 lastInvocation;
		sint64 result;
		uint64 counter;
		uint32 lastTick;
		uint16 lastEpoch;
		bit answered;
	};

	struct Nothing_input
	{
	};
	struct Nothing_output
	{
	};
	PUBLIC_PROCEDURE(Nothing)
	{
	}

	struct Pay_input
	{
		id destination;
		sint64 amount;
	};
	struct Pay_output
	{
		sint64 left;
	};
	PUBLIC_PROCEDURE(Pay)
	{
		output.left = qpi.transfer(input.destination, input.amount);
		state.mut().result = output.left;
	}

	struct Burn_input
	{
		sint64 amount;
		sint64 amountPerShare;
	};
	struct Burn_output
	{
		sint64 left;
		bit paid;
	};
	PUBLIC_PROCEDURE(Burn)
	{
		output.left = qpi.burn(input.amount);
		output.paid = qpi.distributeDividends(input.amountPerShare);
	}

	struct Invoke_input
	{
		uint64 value;
	};
	struct Invoke_output
	{
		sint64 invocation;
		uint8 status;
	};
	struct Invoke_locals
	{
		OCI::Mock::OcRequest request;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(Invoke)
	{
		locals.request.value = input.value;
		output.invocation = INVOKE_OC(OCI::Mock, locals.request);
		output.status = qpi.getOcInvocationStatus(output.invocation);
		state.mut().lastInvocation = output.invocation;
	}

	struct Deep_input
	{
		uint32 levels;
	};
	struct Deep_output
	{
		uint32 reached;
	};
	struct Deep_locals
	{
		Deep_input input;
		Deep_output output;
		Array<uint8, 16384> ballast;
	};
	PUBLIC_FUNCTION_WITH_LOCALS(Deep)
	{
		output.reached = locals.ballast.get(0);
		setMemory(locals.ballast, 255);
		if (input.levels > 1)
		{
			locals.input.levels = input.levels - 1;
			CALL(Deep, locals.input, locals.output);
			output.reached += locals.output.reached;
		}
		output.reached += 1;
	}

	struct Hash_input
	{
		Array<uint8, 512> bytes;
	};
	struct Hash_output
	{
		id small;
		id large;
		id chunk;
	};
	struct Hash_locals
	{
		Array<Hash_input, 32> copies;
		Array<Hash_input, 16> half;
	};
	PUBLIC_FUNCTION_WITH_LOCALS(Hash)
	{
		output.small = qpi.K12(input);
		locals.copies.setAll(input);
		output.large = qpi.K12(locals.copies);
		locals.half.setAll(input);
		output.chunk = qpi.K12(locals.half);
	}

	struct Look_input
	{
		id entity;
		Array<sint8, 64> signature;
		id digest;
	};
	struct Look_output
	{
		id entity;
		sint64 incoming;
		sint64 outgoing;
		uint32 incomingTransfers;
		uint32 outgoingTransfers;
		uint32 incomingTick;
		uint32 outgoingTick;
		id self;
		uint16 year;
		uint16 millisecond;
		uint8 month;
		uint8 day;
		uint8 hour;
		uint8 minute;
		sint64 reserve;
		uint32 tick;
		sint32 transactions;
		uint16 epoch;
		bit found;
		bit signedByEntity;
		bit isContract;
		uint8 shortYear;
	};
	struct Look_locals
	{
		Entity entity;
		DateAndTime now;
	};
	PUBLIC_FUNCTION_WITH_LOCALS(Look)
	{
		output.found = qpi.getEntity(input.entity, locals.entity);
		output.entity = locals.entity.publicKey;
		output.incoming = locals.entity.incomingAmount;
		output.outgoing = locals.entity.outgoingAmount;
		output.incomingTransfers = locals.entity.numberOfIncomingTransfers;
		output.outgoingTransfers = locals.entity.numberOfOutgoingTransfers;
		output.incomingTick = locals.entity.latestIncomingTransferTick;
		output.outgoingTick = locals.entity.latestOutgoingTransferTick;
		output.self = SELF;
		locals.now = qpi.now();
		output.year = locals.now.getYear();
		output.millisecond = qpi.millisecond();
		output.month = qpi.month();
		output.day = locals.now.getDay();
		output.hour = qpi.hour();
		output.minute = locals.now.getMinute();
		output.reserve = qpi.queryFeeReserve();
		output.tick = qpi.tick();
		output.transactions = qpi.numberOfTickTransactions();
		output.epoch = qpi.epoch();
		output.signedByEntity = qpi.signatureValidity(input.entity, input.digest, input.signature);
		output.isContract = qpi.isContractId(input.entity);
		output.shortYear = qpi.year();
	}

	struct Sums_input
	{
		sint64 a;
		sint64 b;
		uint64 c;
		uint64 d;
	};
	struct Sums_output
	{
		sint64 product;
		sint64 sum;
		sint64 quotient;
		sint64 remainder;
		uint64 unsignedProduct;
		uint64 unsignedSum;
	};
	PUBLIC_FUNCTION(Sums)
	{
		output.product = smul(input.a, input.b);
		output.sum = sadd(input.a, input.b);
		output.quotient = div(input.a, input.b);
		output.remainder = mod(input.a, input.b);
		output.unsignedProduct = smul(input.c, input.d);
		output.unsignedSum = sadd(input.c, input.d);
	}

	struct Caller_input
	{
		uint64 first;
		uint64 second;
	};
	struct Caller_output
	{
		id invocator;
		id originator;
		sint64 reward;
		uint64 first;
		uint64 second;
		uint64 zero;
	};
	struct Caller_locals
	{
		Array<uint64, 1024> scratch;
		uint32 index;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(Caller)
	{
		output.invocator = qpi.invocator();
		output.originator = qpi.originator();
		output.reward = qpi.invocationReward();
		output.first = input.first;
		output.second = input.second;
		for (locals.index = 0; locals.index < locals.scratch.capacity(); locals.index++)
		{
			output.zero |= locals.scratch.get(locals.index);
		}
		locals.scratch.setAll(TRIAL_MARKER);
	}

	struct Log_input
	{
		sint64 amount;
	};
	struct Log_output
	{
	};
	struct Log_locals
	{
		struct
		{
			uint32 contractIndex;
			uint32 kind;
			sint64 amount;
			sint8 _terminator;
		} message;
	};
	PUBLIC_PROCEDURE_WITH_LOCALS(Log)
	{
		locals.message.kind = 7;
		locals.message.amount = input.amount;
		LOG_WARNING(locals.message);
	}

	struct GetNotes_input
	{
	};
	struct GetNotes_output
	{
		Array<Note, 8> notes;
		uint64 counter;
		sint64 result;
		uint32 lastTick;
		bit answered;
	};
	PUBLIC_FUNCTION(GetNotes)
	{
		output.notes = state.get().notes;
		output.counter = state.get().counter;
		output.result = state.get().result;
		output.lastTick = state.get().lastTick;
		output.answered = state.get().answered;
	}

	POST_INCOMING_TRANSFER()
	{
		state.mut().notes.set(state.get().counter, { input.sourceId, input.amount, input.type });
		state.mut().counter++;
		// From inside a notification a contract cannot pay a contract, but a user it can.
		state.mut().answered = qpi.transfer(SELF, 1) == INVALID_AMOUNT && !qpi.distributeDividends(0);
		if (input.type == TransferType::standardTransaction)
		{
			qpi.transfer(input.sourceId, input.amount);
		}
	}

	INITIALIZE()
	{
		state.mut().counter = 0;
		state.mut().flags.set(127, true);
	}

	BEGIN_TICK()
	{
		if (mod(qpi.tick(), 10u) == 0)
		{
			state.mut().lastTick = qpi.tick();
		}
	}

	REGISTER_USER_FUNCTIONS_AND_PROCEDURES()
	{
		REGISTER_USER_PROCEDURE(Nothing, 1);
		REGISTER_USER_PROCEDURE(Pay, 2);
		REGISTER_USER_PROCEDURE(Burn, 3);
		REGISTER_USER_PROCEDURE(Invoke, 4);
		REGISTER_USER_PROCEDURE(Caller, 5);
		REGISTER_USER_PROCEDURE(Log, 6);

		REGISTER_USER_FUNCTION(Deep, 1);
		REGISTER_USER_FUNCTION(Hash, 2);
		REGISTER_USER_FUNCTION(Look, 3);
		REGISTER_USER_FUNCTION(Sums, 4);
		REGISTER_USER_FUNCTION(GetNotes, 5);
	}
};
