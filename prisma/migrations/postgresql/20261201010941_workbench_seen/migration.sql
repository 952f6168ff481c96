-- CreateTable
CREATE TABLE "DeskSeen" (
    "accountId" TEXT NOT NULL,
    "handoffId" TEXT NOT NULL,
    "inboxId" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,

    CONSTRAINT "DeskSeen_pkey" PRIMARY KEY ("accountId","handoffId")
);
