"""Does LiteLLM do with an exported configuration what the plan says?

check.py PLAN CONFIG: loads CONFIG into LiteLLM's own Router, with environment variables resolved as the proxy does, and holds
what it does against PLAN. The Router is stricter than the proxy: it refuses what that would leave out.
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
from pathlib import Path

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


def published():
    """The windows that are on record, and how much of them may be input and output, by model."""
    data = Path(__file__).parents[2] / "public" / "data" / "showdown.json"
    books = json.loads(data.read_text(encoding="utf-8"))["books"]
    listings = next(book for book in books if book["id"] == "list")["listings"]
    def limits(own):
        known = own.get("limits", {})
        return [own["context_window"], *(known.get(key, own["context_window"]) for key in ("input", "output"))]
    return {f"{own['provider']}/{own['id']}": limits(own) for own in listings}


def takes(limits, each):
    """Whether a model takes the largest request of a class: what is not answer is input."""
    window, most_input, most_output = limits
    return each["context"] <= window and each["context"] - min(each["output"], most_output) <= most_input


async def budgets(used_up):
    """What is over goes to the other provider, and is refused when both are used up."""
    settings = dict(config["router_settings"], num_retries=0)
    limits = settings["provider_budget_config"]
    settings["provider_budget_config"] = {
        provider: dict(limit, budget_limit=1e-12 if provider in used_up else limit["budget_limit"])
        for provider, limit in limits.items()
    }
    router = Router(model_list=config["model_list"], **settings)
    only = next(each["class"] for each in plan if each["to"] == "gpt")
    group = next(own["model_name"] for own in config["model_list"] if own["model_info"].get("description") == f"Class of work: {only}")
    answered = []
    for _ in range(6):
        try:
            answer = await router.acompletion(model=group, messages=MESSAGES, mock_response="an answer")
            answered.append(model_of(answer._hidden_params["model_id"]))
        except Exception as error:
            answered.append(type(error).__name__)
        # Spending is counted by a task that runs when the answer is out.
        await asyncio.sleep(0.5)
    print(f"{group}, with {' and '.join(used_up)} used up: {', '.join(answered)}")
    if len(used_up) == 1:
        check(answered[-1] == MODELS["claude"], "the other provider answers")
    else:
        check(answered[-1] not in MODELS.values(), "nobody answers")


def model_of(deployment_id):
    return next(own["litellm_params"]["model"] for own in config["model_list"] if own["model_info"]["id"] == deployment_id)


# What one of the models refuses, or both.
REFUSED = [{"temperature": 0.2}, {"stop": ["x"]}, {"top_p": 0.9, "temperature": 0.2}, {"seed": 3}, {"n": 2}, {"presence_penalty": 0.5}, {"logprobs": True}]


async def parameters(router, by_class):
    """A request with what one model refuses is answered by whom the plan wants, and shares hold."""
    draws = 60
    for each in plan:
        group, to = by_class[each["class"]][0]["model_name"], each["to"].split(" ")
        if len(to) == 3 or each["context"] > 500_000:
            continue
        for more in REFUSED:
            count = draws if len(to) == 2 else 5
            answered = Counter()
            for _ in range(count):
                try:
                    answer = await router.acompletion(model=group, messages=MESSAGES, mock_response="an answer", **more)
                    answered[model_of(answer._hidden_params["model_id"])] += 1
                except Exception as error:
                    answered[type(error).__name__] += 1
            first = MODELS[to[0]]
            if len(to) == 1:
                check(answered == {first: count}, f"{group}, {more}: all by {first}, and not {dict(answered)}")
                continue
            share = float(to[1].rstrip("%")) / 100
            allowed = 4 * (share * (1 - share) / count) ** 0.5
            check(set(answered) <= set(MODELS.values()), f"{group}, {more}: every request is answered, and not {dict(answered)}")
            check(abs(answered[first] / count - share) < allowed, f"{group}, {more}: {share:.0%} by {first}, and not {dict(answered)}")
            print(f"{group}, {more}: {dict(answered)}")


async def main():
    # As the proxy does, within a running loop: budgets are kept by a task of their own.
    router = Router(model_list=config["model_list"], **config["router_settings"])
    windows = published()
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
        elif takes(windows[other], each):
            check(model_of(await served(model=group, mock_testing_fallbacks=True)) == other, f"{name}: where {first} fails, {other} answers")
        else:
            try:
                await served(model=group, mock_testing_fallbacks=True)
                check(False, f"{name}: nobody else can hold it, so nobody answers")
            except litellm.exceptions.InternalServerError:
                check(True, "it fails")

    await parameters(router, by_class)
    # A prompt that is too long goes to the larger window, before it is sent.
    scripts = by_class["Small scripts"][0]["model_name"]
    long = [{"role": "user", "content": "word " * 450_000}]
    answer = await router.acompletion(model=scripts, messages=long, mock_response="an answer")
    check(model_of(answer._hidden_params["model_id"]) == MODELS["claude"], "what is too long for GPT’s window goes to Claude")
    if "provider_budget_config" in config["router_settings"]:
        check(set(config["router_settings"]["provider_budget_config"]) == {model.split("/")[0] for model in MODELS.values()}, "both providers have a budget")
    print(f"{checked} checks hold with litellm {version('litellm')}")


asyncio.run(budgets(sys.argv[3:]) if sys.argv[3:] else main())
