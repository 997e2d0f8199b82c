"""Does LiteLLM do with an exported configuration what the plan says?

check.py PLAN CONFIG: loads CONFIG as the proxy does, into LiteLLM's own Router, and holds what that does against PLAN.
Nothing is sent anywhere: answers are mocked by LiteLLM itself.
"""

import asyncio
import json
import logging
import os
import sys
import warnings
from collections import Counter
from importlib.metadata import version

# What it says of failures that are meant to be, and of its own future.
logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")
os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")
os.environ["ANTHROPIC_API_KEY"] = "a-key"
os.environ["OPENAI_API_KEY"] = "another-key"

import yaml  # noqa: E402
import litellm  # noqa: E402
from litellm import Router  # noqa: E402

MODELS = {"claude": "anthropic/claude-opus-4-6", "gpt": "openai/gpt-5.3-codex"}
DRAWS = 4000
MESSAGES = [{"role": "user", "content": "hello"}]
checked = 0


def check(holds, what):
    global checked
    if not holds:
        sys.exit(f"not so: {what}")
    checked += 1


def resolved(value):
    """What the proxy makes of a value: names of variables become their values."""
    if isinstance(value, dict):
        return {key: resolved(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [resolved(inner) for inner in value]
    if isinstance(value, str) and value.startswith("os.environ/"):
        return os.environ[value.removeprefix("os.environ/")]
    return value


with open(sys.argv[1], encoding="utf-8") as file:
    plan = json.load(file)["classes"]
with open(sys.argv[2], encoding="utf-8") as file:
    text = file.read()
os.environ["LITELLM_MASTER_KEY"] = "sk-a-master-key"
config = yaml.safe_load(text)
check("a-key" not in text and "sk-" not in text, "no key stands in the file")
config = resolved(config)


async def main():
    # As the proxy does, within a running loop: budgets are kept by a task of their own.
    router = Router(model_list=config["model_list"], **config["router_settings"])
    by_class = {}
    for deployment in config["model_list"]:
        about = deployment["model_info"].get("description")
        if about:
            by_class.setdefault(about.removeprefix("Class of work: "), []).append(deployment)
    check(set(by_class) == {each["class"] for each in plan}, "every class has its deployments, under its very name")


    async def served(**arguments):
        """The id of the deployment that answers a request."""
        answer = await router.acompletion(messages=MESSAGES, mock_response="an answer", **arguments)
        return answer._hidden_params["model_id"]


    def model_of(deployment_id):
        return next(own["litellm_params"]["model"] for own in config["model_list"] if own["model_info"]["id"] == deployment_id)


    for each in plan:
        own = by_class[each["class"]]
        name, to = each["class"], each["to"].split(" ")
        group = own[0]["model_name"]
        first = MODELS[to[0]]
        other = next(model for model in MODELS.values() if model != first)
        if len(to) == 2:
            share = float(to[1].rstrip("%")) / 100
            check({deployment["model_name"] for deployment in own} == {group} and len(own) == 2, f"{name}: one group of two")
            drawn = Counter([(await router.async_get_available_deployment(model=group, messages=MESSAGES, request_kwargs={}))["litellm_params"]["model"] for _ in range(DRAWS)])
            # Four standard deviations.
            allowed = 4 * (share * (1 - share) / DRAWS) ** 0.5
            check(abs(drawn[first] / DRAWS - share) < allowed, f"{name}: {share:.0%} by {first}, drawn {dict(drawn)}")
            print(f"{group}: {drawn[first]} of {DRAWS} by {first}, {share:.0%} wanted")
            continue
        check(model_of(await served(model=group)) == first, f"{name}: answered by {first}")
        if len(to) == 3:
            again = own[1]["model_name"]
            check(again == f"{group}-again", f"{name}: what a check finds has a group of its own")
            check(model_of(await served(model=again)) == other, f"{name}: done again by {other}")
            check(await served(model=group, mock_testing_fallbacks=True) == own[1]["model_info"]["id"], f"{name}: where the first fails, the second answers")
        elif each["context"] <= next(int(own["model_info"]["max_input_tokens"]) for own in config["model_list"] if own["litellm_params"]["model"] == other):
            check(model_of(await served(model=group, mock_testing_fallbacks=True)) == other, f"{name}: where {first} fails, {other} answers")
        else:
            try:
                await served(model=group, mock_testing_fallbacks=True)
                check(False, f"{name}: nobody else can hold it, so nobody answers")
            except litellm.exceptions.InternalServerError:
                check(True, "it fails")

    # A prompt that is too long goes to the larger window, before it is sent.
    scripts = by_class["Small scripts"][0]["model_name"]
    long = [{"role": "user", "content": "word " * 450_000}]
    answer = await router.acompletion(model=scripts, messages=long, mock_response="an answer")
    check(model_of(answer._hidden_params["model_id"]) == MODELS["claude"], "what is too long for GPT’s window goes to Claude")
    if "provider_budget_config" in config["router_settings"]:
        budgets = router.provider_budget_config
        check(set(budgets) == {model.split("/")[0] for model in MODELS.values()}, "both providers have a budget")
    print(f"{checked} checks hold with litellm {version('litellm')}")


asyncio.run(main())
