"""Transactions, the contract, and talking to a node.

What is asked of a node is a *conversation*: a generator that neither waits nor opens sockets. A client carries it out:

    with NodeClient("127.0.0.1", 21841) as node:
        print(node.run(tick_info()).tick)

    async with AsyncNodeClient("127.0.0.1", 21841) as node:
        print((await node.run(tick_info())).tick)
"""

from .contract.call_contract import Caller, call_contract, explain_call
from .contract.hashes import job_key_of
from .contract.model_access import buy_access_on_chain, set_access_price_on_chain
from .contract.publish_model import Parent, find_model, publish_model_on_chain, update_model_on_chain
from .contract.query import contract_config, query
from .errors import JobNotOnChainError, NodeError, NoEffectError, RefusedCallError, TransactionDroppedError
from .job.act_on_job import JobAction, prepare_action
from .job.create_job import PreparedJob, build_create_job, prepare_job
from .job.job_terms import JobTerms, PaidModel, StartPolicy
from .job.top_up import PreparedTopUp, prepare_top_up
from .node.async_node_client import AsyncNodeClient
from .node.conversation import Conversation
from .node.node_client import NodeClient
from .node.questions import broadcast, computors, entity, tick_data, tick_info, tick_transactions, transaction
from .receipt.check import ReceiptCheck, ReceiptGround
from .receipt.verify_receipt import ReceiptVerdict, verify_receipt
from .send_transaction import send_transaction
from .signed_transaction import (
    SignedTransaction,
    digest_from_transaction_id,
    parse_transaction,
    sign_transaction,
    transaction_id,
    verify_transaction,
)

__all__ = [
    "AsyncNodeClient",
    "Caller",
    "Conversation",
    "JobAction",
    "JobNotOnChainError",
    "JobTerms",
    "NoEffectError",
    "NodeClient",
    "NodeError",
    "PaidModel",
    "Parent",
    "PreparedJob",
    "PreparedTopUp",
    "ReceiptCheck",
    "ReceiptGround",
    "ReceiptVerdict",
    "RefusedCallError",
    "SignedTransaction",
    "StartPolicy",
    "TransactionDroppedError",
    "broadcast",
    "build_create_job",
    "buy_access_on_chain",
    "call_contract",
    "computors",
    "contract_config",
    "digest_from_transaction_id",
    "entity",
    "explain_call",
    "find_model",
    "job_key_of",
    "parse_transaction",
    "prepare_action",
    "prepare_job",
    "prepare_top_up",
    "publish_model_on_chain",
    "query",
    "send_transaction",
    "set_access_price_on_chain",
    "sign_transaction",
    "tick_data",
    "tick_info",
    "tick_transactions",
    "transaction",
    "transaction_id",
    "update_model_on_chain",
    "verify_receipt",
    "verify_transaction",
]
